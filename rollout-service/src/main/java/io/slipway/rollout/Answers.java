package io.slipway.rollout;

/** The words of the API's description that several resources use. */
public final class Answers {

    /** The media type of a problem. */
    public static final String PROBLEM_TYPE = "application/problem+json";

    /** The schema of a problem. */
    public static final String PROBLEM = "#/components/schemas/HttpProblem";

    /** Described where a rollout may be missing. */
    public static final String ROLLOUT_UNKNOWN = "`rollout-unknown`: the tenant has no such rollout.";

    private Answers() {}
}
