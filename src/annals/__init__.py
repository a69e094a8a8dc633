"""annals reads accounts of armed conflict into a record that can be audited."""

__version__ = "0.1.0"
