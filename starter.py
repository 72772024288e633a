"""The command a person types: `python starter.py --help`."""

import os
import sys

from cli.app import main

if __name__ == "__main__":
    code = main(sys.argv[1:], os.environ)
    # The SDK's threads may abort an orderly exit: flush and leave.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
