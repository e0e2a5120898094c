package io.iclight.request;

/** A request's JSON names a picture that it was read without. */
public final class MissingPictureException extends InvalidRequestException {

    private static final long serialVersionUID = 1;

    private final transient PictureName picture;

    MissingPictureException(String role, PictureName picture) {
        super("the request's " + role + " is a picture of " + picture
                + ", which was not given; read the JSON with fromJson(json, pictures) and that picture among them");
        this.picture = picture;
    }

    /**
     * Returns which picture is missing.
     *
     * @return its size and the hash of its pixels
     */
    public PictureName picture() {
        return picture;
    }
}
