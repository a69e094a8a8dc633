"""What the record is made of. Everything here is frozen; nothing here reads a file or knows a language."""
