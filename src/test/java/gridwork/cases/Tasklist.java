package gridwork.cases;

import gridwork.Browser;

/** The engine's Tasklist in a browser where somebody has signed in, and the same forms on the program's own task page. */
public record Tasklist(Browser browser, Crew crew) {
    /** The first open task of a step, with its form. */
    public Tasklist open(CaseId of, String step) {
        return openTask(crew.task(of, step));
    }

    /** The open task of a step that is somebody's of the crew, or nobody's yet. */
    public Tasklist open(CaseId of, String step, String who) {
        return openTask(crew.task(
                of,
                step,
                each -> each.assignee() == null || Crew.id(who).value().equals(each.assignee())));
    }

    private Tasklist openTask(String task) {
        browser.open("/camunda/app/tasklist/default/#/?task=" + task);
        return ready();
    }

    /** The task on the program's own page, taken on there: made for a phone. */
    public Tasklist take(CaseId of, String step) {
        browser.open("/tasks/" + crew.task(of, step));
        browser.find("main form [type=submit]").click();
        return ready();
    }

    public Tasklist claim() {
        browser.find("[ng-click='claim()']").click();
        browser.find("[ng-click='unclaim()'], [ng-click*='unclaim']");
        return ready();
    }

    private Tasklist ready() {
        browser.find(".gw-form[data-ready=true]");
        return this;
    }

    /** Completes in the Tasklist; its own notes may lie over the button for some seconds. */
    public Tasklist complete() {
        browser.run("arguments[0].click()", browser.find("[ng-click='complete()']"));
        return this;
    }

    /** Completes on the program's own page. */
    public Tasklist send() {
        browser.run("arguments[0].click()", browser.find(".gw-send"));
        return this;
    }

    /** Until the case waits in a step. */
    public void until(CaseId of, String step) {
        browser.waitUntil(() -> crew.waits(of, step));
    }
}
