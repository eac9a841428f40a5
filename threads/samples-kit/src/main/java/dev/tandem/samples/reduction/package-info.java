/** Many numbers reduced to one by an operator, in chunks. */
package dev.tandem.samples.reduction;
