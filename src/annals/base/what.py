"""The types of occurrence (codebook, section 4)."""

TYPES = (
    "clash",
    "attack",
    "shelling",
    "airstrike",
    "explosion",
    "violence_against_civilians",
    "territory_gained",
    "advance",
    "withdrawal",
    "siege",
    "siege_lifted",
    "detention",
    "release",
    "displacement",
    "deployment",
    "negotiation",
    "demand",
    "agreement",
    "violation",
    "protest",
    "destruction",
    "casualties",
)
SYMMETRIC = frozenset({"clash", "negotiation", "agreement"})
CERTAINTIES = ("stated", "reported", "claimed")
