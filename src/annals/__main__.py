"""`python -m annals`: the command line."""

from annals.shell import main

main()
