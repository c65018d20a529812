/** An organization's account with a carrier. */
package dev.ramal.carriers;
