"""Words everyone speaks: money, clock, errors, states, events. Imports nothing of ours."""
