/**
 * Files that came with messages: fetched from the carrier, kept by us, shown to who may see them.
 */
package dev.ramal.messaging.media;
