package io.iclight.light;

/** The absence of a preference, {@link LightSource#NONE}. */
enum NoLight implements LightSource {
    INSTANCE;

    @Override
    public String label() {
        return "none";
    }

    @Override
    public String toString() {
        return "NONE";
    }
}
