"""The face: from timed phonemes, emotion and a clock to pictures. Knows nothing of app/."""
