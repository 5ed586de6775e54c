#include "formats/nist_report.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

std::string small_report(ReportSyntax syntax) {
  NistReportText report(syntax);
  report.open_report("urn:x");
  report.open_list("CVR");
  report.open("CVR");
  report.text("BatchId", "4 \"<&>\"");
  report.close();
  report.open("CVR");
  report.number("BatchSequenceId", -7);
  report.open_member("CVRWriteIn");
  report.truth("IsGenerated");
  report.close();
  report.close();
  report.close_list();
  report.open_list("Contest");
  report.open("CandidateContest", "c1", true);
  report.only_text("Status", "overvoted");
  report.close();
  report.close_list();
  report.open_list("Party");
  report.close_list();
  report.close_report();
  return report.take();
}

TEST(NistReport, OneReportInTwoSyntaxes) {
  EXPECT_EQ(small_report(ReportSyntax::Json),
            R"({"@type":"CVR.CastVoteRecordReport","CVR":[{"@type":"CVR.CVR",)"
            R"("BatchId":"4 \"<&>\""},{"@type":"CVR.CVR","BatchSequenceId":-7,)"
            R"("CVRWriteIn":{"@type":"CVR.CVRWriteIn","IsGenerated":true}}],)"
            R"("Contest":[{"@id":"c1","@type":"CVR.CandidateContest","Status":["overvoted"]}],)"
            "\"Party\":[]}\n");
  EXPECT_EQ(small_report(ReportSyntax::Xml),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<CastVoteRecordReport xmlns=\"urn:x\" "
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            "<CVR><BatchId>4 &quot;&lt;&amp;&gt;&quot;</BatchId></CVR>"
            "<CVR><BatchSequenceId>-7</BatchSequenceId>"
            "<CVRWriteIn><IsGenerated>true</IsGenerated></CVRWriteIn></CVR>"
            "<Contest ObjectId=\"c1\" xsi:type=\"CandidateContest\"><Status>overvoted</Status>"
            "</Contest></CastVoteRecordReport>\n");
}

TEST(NistReport, TakesWhatWasWrittenSinceTheLastTime) {
  NistReportText report(ReportSyntax::Json);
  report.open_report("");
  report.open_list("CVR");
  EXPECT_FALSE(report.take().empty());
  report.open("CVR");
  report.close();
  EXPECT_EQ(report.take(), "{\"@type\":\"CVR.CVR\"}");
  report.open("CVR");
  report.close();
  EXPECT_EQ(report.take(), ",{\"@type\":\"CVR.CVR\"}");
}

}  // namespace
}  // namespace recanvass::formats
