package gridwork.rules;

/** A point on the map, degrees WGS 84. */
public record Place(double latitude, double longitude) {
    private static final double EARTH = 6_371_008.8;

    /** On the sphere of the mean radius: exact to half a percent. */
    public double metresTo(Place other) {
        double north = Math.toRadians(other.latitude - latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double half = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
    }
}
