"""How fast it is, beside its peers: `python -m benchmarks NAME [--size N]`.

Every figure is a ratio of two things measured in one run, in fresh processes
that take turns, so that neither profits from what the other left behind. The
times themselves depend on the machine. Nothing here is a test that fails on a
slow day; the tests run each script on a small size only to see that it works.

Each benchmark is a module of this package with a function ``main(size)``.
"""
