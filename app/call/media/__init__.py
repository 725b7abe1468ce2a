"""The live media of one call: clock, voice and face going out, microphone and camera coming in.

The session builds one `MediaClock` and one `Playout` for a call and gives them to each
`MediaTransport` that the learner's browser connects with. Nothing here knows what is said or why.
"""
