"""Votes told in prose: tallies, members, motions and dates, read sentence by sentence and joined."""
