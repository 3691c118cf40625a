"""Documents -> readings: a cascade of small grammars over tokens."""
