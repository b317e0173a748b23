"""What the records know of one person: posts, and every event that they took part in.

    python trail_of_an_official.py [ID]

Most ids are the name in lower case; a slip is answered with those that look like it.
"""

from __future__ import annotations

import sys

import cstoevents as cs


def main(id: str) -> None:
    csto = cs.load()
    person = csto.official(id)
    print(person.name)

    for term in csto.posts(id):
        post = term.membership
        body = csto.organisation(post.organisation).name
        when = cs.in_words(post.when) if post.when else ""
        seen = ", ".join(cs.in_words(day) for day in post.seen)
        known = " ".join(filter(None, [when, seen and f"(seen {seen})"]))
        print(f"  {post.label or post.role}, {body}: {known or 'no dates'}")

    trail = csto.timeline().with_official(id)
    for year, events in trail.grouped_by("year").items():
        print(f"\n{cs.in_words(year)}")
        for event in events:
            print(f"  {cs.in_words(event.when) if event.when else '':<20} {event.title}")
    for event in trail.undated:
        print(f"  {'no date':<20} {event.title}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "samat-ordabaev")
