#include "report/html.h"

#include "base/check.h"
#include "report/page_faults.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(Html, MarkupInTextIsEscaped) {
  EXPECT_EQ(escape_html("a<b> & \"c\" 'd'"), "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;");
}

TEST(Html, ATemplateEscapesItsFields) {
  const std::string table = fill_template(
      "part_table.mustache", {{"caption", "<i>"},
                              {"heads", {{{"text", "A"}}, {{"text", "B"}}}},
                              {"rows", {{{"first", "1 & 2"}, {"cells", {{{"text", "x"}}}}}}}});
  EXPECT_NE(table.find("<caption>&lt;i&gt;</caption>"), std::string::npos) << table;
  EXPECT_NE(table.find("<th scope=\"row\">1 &amp; 2</th><td>x</td>"), std::string::npos) << table;
}

TEST(Html, ANumberOrAnUnknownTemplateIsABrokenProgram) {
  EXPECT_THROW(static_cast<void>(fill_template("part_table.mustache", {{"caption", 1}})),
               base::BrokenProgram);
  EXPECT_THROW(static_cast<void>(fill_template("none.mustache", {{"a", "b"}})),
               base::BrokenProgram);
}

TEST(Html, APageAllowsNothingButItsOwnStyleSheet) {
  const std::string page = render_page({"Title <1>", "maker", "<main id=\"main\">x</main>"});
  EXPECT_TRUE(page_faults(page).empty()) << page_faults(page).front();
  EXPECT_NE(page.find("<title>Title &lt;1&gt;</title>"), std::string::npos);
  EXPECT_NE(page.find("content=\"default-src 'none'; style-src 'sha256-"), std::string::npos);
  EXPECT_EQ(page.find("script"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::report
