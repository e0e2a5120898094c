package io.iclight.io.image;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The decoders and encoders that are used, each chosen by its class: what ImageIO finds by a format's name depends on
 * what else is on the class path.
 */
final class ImageCodecs {

    private static final String JDK_PLUGINS = "com.sun.imageio.plugins.";

    private ImageCodecs() {}

    static ImageReader pngReader() throws IOException {
        return ofJdk(ImageReaderSpi.class, "png.PNGImageReaderSpi").createReaderInstance();
    }

    static ImageWriter pngWriter() throws IOException {
        return ofJdk(ImageWriterSpi.class, "png.PNGImageWriterSpi").createWriterInstance();
    }

    static ImageWriter jpegWriter() throws IOException {
        return ofJdk(ImageWriterSpi.class, "jpeg.JPEGImageWriterSpi").createWriterInstance();
    }

    /** TwelveMonkeys' reader, which knows CMYK. It finds the JDK's, which it wraps, when it is registered. */
    static ImageReader jpegReader() throws IOException {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        JPEGImageReaderSpi registered = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
        if (registered == null) {
            registered = new JPEGImageReaderSpi();
            registry.registerServiceProvider(registered);
        }
        return registered.createReaderInstance();
    }

    static ImageReader webpReader() throws IOException {
        return new WebPImageReaderSpi().createReaderInstance();
    }

    static ImageWriter webpWriter() throws IOException {
        return new WebPImageWriterSpi().createWriterInstance();
    }

    private static <T extends ImageReaderWriterSpi> T ofJdk(Class<T> kind, String className) throws IOException {
        Iterator<T> found = IIORegistry.getDefaultInstance()
                .getServiceProviders(kind, spi -> spi.getClass().getName().equals(JDK_PLUGINS + className), false);
        if (!found.hasNext()) {
            throw new IOException("this JDK lacks " + JDK_PLUGINS + className + " of the module java.desktop");
        }
        return found.next();
    }

    static BufferedImage decode(ImageReader reader, byte[] file) throws IOException {
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    static byte[] encode(ImageWriter writer, ImageWriteParam settings, BufferedImage image) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
