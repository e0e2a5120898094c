package io.iclight;

/** The absence of a preference, {@link LightSource#NONE}. */
enum NoLight implements LightSource {
    INSTANCE;

    @Override
    public String jsonName() {
        return "none";
    }

    @Override
    public String toString() {
        return "NONE";
    }
}
