/** Making a trained model small enough to come with the library. */
package io.iclight.train.bundle;
