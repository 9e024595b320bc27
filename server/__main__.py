"""`python -m server`: cleans pages from files, without a service."""

import os
import sys

from server.cli import main

if __name__ == "__main__":  # the processes that clean several files in parallel may read this file too
    try:
        sys.exit(main())
    except BrokenPipeError:  # `| head` has read enough; nothing is left to be written, at exit neither
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
