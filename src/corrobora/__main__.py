"""`python -m corrobora`: the command line, where no script of that name is on the path."""

from corrobora.show.cli import main

if __name__ == "__main__":
    main()
