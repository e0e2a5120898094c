package io.iclight.io.hub;

/** Whether the hub may be asked for what is not in the cache. */
public enum Downloads {
    /** Nobody asked for downloads: no request is made. */
    OFF,

    /** What is missing is downloaded. */
    ON,

    /** The environment says {@code HF_HUB_OFFLINE}: no request is made, whatever the program asks for. */
    FORBIDDEN
}
