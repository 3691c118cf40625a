"""The words of the books that the pages show by themselves, for the catalogues: grades, kinds, measures, flags."""

from __future__ import annotations

from corrobora.show.web.phrases import N_

TERMS = (
    *(N_("contested"), N_("confirmed"), N_("fair"), N_("weak"), N_("discounted")),
    *(N_("holds"), N_("nothing against it"), N_("disputed"), N_("does not hold")),
    *(N_("open"), N_("moved"), N_("met"), N_("passed"), N_("overtaken")),
    *(N_("copy"), N_("partial"), N_("translation"), N_("citation")),
    *(N_("incident"), N_("tally"), N_("deadline"), N_("statement")),
    *(N_("asserted"), N_("hedged"), N_("denied"), N_("anticipated"), N_("questioned")),
    *(N_("states"), N_("claims responsibility"), N_("accuses"), N_("denies"), N_("confirms"), N_("neither")),
    *(N_("estimates"), N_("threatens"), N_("demands"), N_("announces")),
    *(N_("killed"), N_("injured"), N_("missing"), N_("captured"), N_("abducted"), N_("arrested"), N_("displaced")),
    *(N_("incidents"), N_("munitions"), N_("intercepted"), N_("vehicles"), N_("volunteers"), N_("number")),
    *(
        N_("when"),
        N_("due"),
        N_("places"),
        N_("actors"),
        N_("targets"),
        N_("means"),
        N_("quantities"),
        N_("addressees"),
    ),
    *(N_("actor"), N_("target"), N_("place"), N_("time"), N_("quantity"), N_("event"), N_("stance")),
    *(N_("armed group"), N_("ministry"), N_("armed forces"), N_("government"), N_("state"), N_("outlet")),
    *(N_("international"), N_("agency"), N_("ngo"), N_("police"), N_("security forces"), N_("authority")),
    *(N_("office"), N_("party"), N_("coalition"), N_("court"), N_("company"), N_("person"), N_("role")),
    *(N_("organisation"), N_("people")),
    *(N_("point"), N_("town"), N_("camp"), N_("district"), N_("province"), N_("country"), N_("region")),
    *(N_("foreign caption"), N_("illustration"), N_("voice moved"), N_("repeated"), N_("undated"), N_("not read")),
    *(N_("odd text"), N_("language"), N_("flagged"), N_("teaser")),
    *(N_("claims"), N_("corroborated"), N_("contradicted"), N_("revised")),
    *(N_("accept"), N_("reject"), N_("correct"), N_("merge"), N_("split"), N_("discount"), N_("grade"), N_("comment")),
    *(N_("withdraw"), N_("verdict"), N_("what"), N_("where"), N_("precision"), N_("unknown")),
    *(N_("all"), N_("addressee"), N_("count"), N_("manner"), N_("of"), N_("ordinal"), N_("period"), N_("speaker")),
    N_("voice"),
    N_("there is nothing here"),
    N_("this can't be done"),
    N_("this can't be asked for in that way"),
    N_("the address or form holds something that can't be"),
    N_("this is not for everybody: sign in, or ask for the right to do it"),
)
