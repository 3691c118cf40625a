"""What the public verbs give in a notebook: readings that show themselves, and listings as tables, maps and charts."""
