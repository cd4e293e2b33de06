"""How fast Walkalong is, beside the least that could do the same: `make bench`, read with docs/bench.md."""
