"""The ledger -> commands, tables and pages."""
