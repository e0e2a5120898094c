/** What can be asked of a relight: its settings, their defaults and ranges, and their form as JSON. */
package io.iclight.request;
