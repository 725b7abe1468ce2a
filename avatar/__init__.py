"""The patient's face: from timed phonemes, emotion and a clock to pictures. Knows nothing of app/."""
