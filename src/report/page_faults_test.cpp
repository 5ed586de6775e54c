#include "report/page_faults.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

std::string page(const std::string& body) { return "<html lang=\"en\">" + body + "</html>"; }

TEST(PageFaults, AWellMadePageHasNone) {
  EXPECT_TRUE(page_faults(page("<a href=\"#a\">to</a><p id=\"a\">x &lt; y<br/></p>")).empty());
}

struct FaultCase {
  std::string body;
  std::string fault;
};

TEST(PageFaults, EachFaultIsNamed) {
  const std::vector<FaultCase> cases = {
      {"<p>", "</html> closes <p>"},
      {"<p><b></p></b>", "</p> closes <b>"},
      {"<p id=\"a\"/><p id=\"a\"/>", "id \"a\" stands twice"},
      {"<a href=\"#b\">x</a>", "nothing has the id \"b\""},
      {"<a href=\"http://x\">x</a>", "a link leads off the page: http://x"},
      {"<p aria-labelledby=\"c\"/>", "nothing has the id \"c\""},
      {"<img src=\"a\"/>", "<img> loads something"},
      {"<script>1</script>", "<script> loads something"},
      {"<p style=\"x\"/>", "<p> has the attribute style"},
      {"<p onclick=\"x\"/>", "<p> has the attribute onclick"},
      {"<p hidden/>", "an attribute of <p> is not quoted"},
      {"<svg><title>x</title></svg>", "an <svg> lacks title or desc"},
      {"<figure><p/></figure>", "a <figure> has no table twin"},
      {"<table><tr/></table>", "a <table> has no caption"},
      {"<style>a{b:url(c)}</style>", "the style sheet loads something"},
  };
  for (const FaultCase& row : cases) {
    const std::vector<std::string> faults = page_faults(page(row.body));
    ASSERT_FALSE(faults.empty()) << row.body;
    EXPECT_EQ(faults.front(), row.fault) << row.body;
  }
  EXPECT_EQ(page_faults("<html></html>").front(), "<html> has no language");
}

}  // namespace
}  // namespace recanvass::report
