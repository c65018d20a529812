/** Text that every store can hold: refused from clients, mended from carriers. */
package dev.ramal.kit.text;
