/**
 * Draws a recording of the JDK Flight Recorder as a timeline: a lane for each thread, virtual
 * thread, coroutine or process, and on it what it did, waited for, and was woken by.
 *
 * <p>{@code RecordingReader} takes from a recording's events what they say of each lane; {@code
 * LaneDraft} makes a {@code Lane} of it, {@code Condenser} leaves out what a picture has no room
 * for, and says so; {@code Layout} gives everything its place; {@code SvgPicture}, {@code HtmlPage}
 * and {@code ChromeTrace} write it.
 */
package dev.tandem.interop.samples.timeline;
