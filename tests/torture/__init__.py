"""Bad pages, many callers, signals: `make test` does a little of each, `make torture` much."""
