/** The matter catalogue (一张清单) as the database keeps it: every change is added with who, when and why, none is taken back; what is not valid is refused with the field and what is expected there. */
@org.jspecify.annotations.NullMarked
package gridwork.street.catalogue;
