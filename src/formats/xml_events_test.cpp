#include "formats/xml_events.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

class Recorder : public XmlListener {
 public:
  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t line) override {
    seen += "<" + std::string(name) + "@" + std::to_string(line);
    for (const auto& attribute : attributes) {
      seen += " " + std::string(attribute.name) + "=" + attribute.value;
    }
    seen += ">";
  }
  void end(std::string_view name, std::int64_t) override { seen += "</" + std::string(name) + ">"; }
  void text(std::string_view characters) override { seen += characters; }

  std::string seen;
};

std::string cause_of(const std::string& document) {
  Recorder recorder;
  const base::Problems problems = read_xml(document, "x.xml", recorder);
  return problems.empty() ? "" : problems.front().cause;
}

TEST(XmlEventsTest, ElementsComeInOrderWithTheirLinesAndWithoutNamespaces) {
  Recorder recorder;
  EXPECT_TRUE(
      read_xml("<?xml version=\"1.0\"?>\n<a xmlns:x=\"urn:x\">\n<x:b c=\"1 &amp; &lt;2&quot;\" "
               "x:d=\"&amp;#38;\">t&amp;u<![CDATA[<v>]]></x:b></a>",
               "x.xml", recorder)
          .empty());
  EXPECT_EQ(recorder.seen, "<a@2>\n<b@3 c=1 & <2\" d=&#38;>t&u<v></b></a>");
}

TEST(XmlEventsTest, AnyDocumentTypeIsRefused) {
  EXPECT_EQ(cause_of("<!DOCTYPE a><a/>"), "xml.document-type");
  EXPECT_EQ(cause_of("<!DOCTYPE a SYSTEM \"http://127.0.0.1/a.dtd\"><a/>"), "xml.document-type");
  EXPECT_EQ(cause_of("<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&f;</a>"),
            "xml.document-type");
  std::string laughs = "<!DOCTYPE a [<!ENTITY l0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    const std::string inner = "&l" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY l" + std::to_string(i) + " \"";
    for (int j = 0; j < 10; ++j) laughs += inner;
    laughs += "\">";
  }
  EXPECT_EQ(cause_of(laughs + "]><a>&l9;</a>"), "xml.document-type");
}

TEST(XmlEventsTest, WhatIsNotWellFormedIsRefused) {
  for (const std::string& document :
       {std::string("<a>"), std::string("<a></b>"), std::string("<a b=1/>"), std::string("a"),
        std::string("<a>&undefined;</a>"), std::string("<a>\x01</a>"), std::string("<a>\xFF</a>"),
        std::string("<a/><b/>")}) {
    EXPECT_EQ(cause_of(document), "xml.syntax") << document.substr(0, 40);
  }
}

// Trees that are made of elements are walked by functions that call themselves.
TEST(XmlEventsTest, ElementsInEachOtherAreLimited) {
  const auto nested = [](int depth) {
    std::string document;
    for (int i = 0; i < depth; ++i) document += "<a>";
    for (int i = 0; i < depth; ++i) document += "</a>";
    return document;
  };
  EXPECT_EQ(cause_of(nested(256)), "");
  EXPECT_EQ(cause_of(nested(257)), "xml.depth");
  EXPECT_EQ(cause_of(nested(100'000)), "xml.depth");
  std::string side_by_side = "<a>";
  for (int i = 0; i < 1000; ++i) side_by_side += "<b></b>";
  EXPECT_EQ(cause_of(side_by_side + "</a>"), "");
}

}  // namespace
}  // namespace recanvass::formats
