// What the theme's script makes, for those who use the keyboard or a screen reader.
document$.subscribe(() => {
  // A table that is wider than the screen is scrolled in its own frame.
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0
  }
  // Each copy button stands in a part of its own, and each part has its own name.
  document.querySelectorAll(".md-code__nav").forEach((part, index) => {
    part.ariaLabel = `Block ${index + 1}`
  })
})
