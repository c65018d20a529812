/** Files fetched from carriers, and where they are kept: a folder or a store that speaks S3. */
package dev.ramal.carriers.files;
