@org.jspecify.annotations.NullMarked
package gridwork.reviews.web;
