/** Text that no store can hold is refused from clients. */
package dev.ramal.kit.text;
