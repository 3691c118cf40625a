"""The ledger in a browser: pages for people, the same rows as CSV and JSON for programs."""
