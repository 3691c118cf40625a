"""How well and how fast Corrobora reads, measured on public sets that whoever has them can give as a folder."""
