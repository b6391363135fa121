"""How long things take. `make bench` runs every module here that has a `bench` function."""
