/** An organization's account with a carrier, and in what carriers differ. */
package dev.ramal.carriers;
