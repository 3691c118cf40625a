"""Incidents -> balances, deadlines and each voice's record."""
