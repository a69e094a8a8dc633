"""Claims → events; statements → episodes. Everything here can be rebuilt at any time."""
