#include "formats/xml_events.h"

#include "formats/problem_list.h"
#include "formats/text.h"

#include <fmt/format.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <algorithm>
#include <memory>

namespace recanvass::formats {

// Elements in each other; trees of them are walked by functions that call themselves.
constexpr int kXmlDepthMax = 256;

// What the callbacks need; libxml2 hands it back as a pointer to void.
struct XmlReading {
  XmlListener& listener;
  xmlParserCtxtPtr parser = nullptr;
  bool document_type = false;
  bool too_deep = false;
  int depth = 0;
  std::int64_t stopped_line = 0;  // where reading was given up

  [[nodiscard]] std::int64_t line() const { return xmlSAX2GetLineNumber(parser); }
};

struct ParserDeleter {
  void operator()(xmlParserCtxt* parser) const {
    if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
  }
};

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;
constexpr std::size_t kReadPiece = std::size_t{1} << 16;

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Without entity substitution the library leaves "&" in attributes as a character reference.
std::string attribute_value(const xmlChar* begin, const xmlChar* end) {
  constexpr std::string_view kAmpersand = "&#38;";
  std::string_view left(reinterpret_cast<const char*>(begin),
                        static_cast<std::size_t>(end - begin));
  std::string value;
  while (!left.empty()) {
    const std::size_t at = std::min(left.find(kAmpersand), left.size());
    value.append(left.substr(0, at));
    left.remove_prefix(at);
    if (left.empty()) break;
    value += '&';
    left.remove_prefix(kAmpersand.size());
  }
  return value;
}

void start_element(void* reading_of, const xmlChar* name, const xmlChar*, const xmlChar*, int,
                   const xmlChar**, int attribute_total, int, const xmlChar** attributes) {
  auto& reading = *static_cast<XmlReading*>(reading_of);
  if (reading.too_deep) return;
  if (++reading.depth > kXmlDepthMax) {
    reading.too_deep = true;
    reading.stopped_line = reading.line();
    xmlStopParser(reading.parser);
    return;
  }
  std::vector<XmlAttribute> read;
  for (int i = 0; i < attribute_total; ++i) {
    const xmlChar** five = attributes + static_cast<std::ptrdiff_t>(i) * 5;
    read.push_back({view_of(five[0]), attribute_value(five[3], five[4])});
  }
  reading.listener.start(view_of(name), read, reading.line());
}

void end_element(void* reading_of, const xmlChar* name, const xmlChar*, const xmlChar*) {
  auto& reading = *static_cast<XmlReading*>(reading_of);
  if (reading.too_deep) return;
  --reading.depth;
  reading.listener.end(view_of(name), reading.line());
}

void take_text(void* reading_of, const xmlChar* text, int length) {
  static_cast<XmlReading*>(reading_of)
      ->listener.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

void refuse_document_type(void* reading_of, const xmlChar*, const xmlChar*, const xmlChar*) {
  auto& reading = *static_cast<XmlReading*>(reading_of);
  reading.document_type = true;
  reading.stopped_line = reading.line();
  xmlStopParser(reading.parser);
}

// Faults are asked for afterwards; the library must not print them.
void keep_silent(void*, const char*, ...) {}

xmlSAXHandler make_handler() {
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start_element;
  handler.endElementNs = end_element;
  handler.characters = take_text;
  handler.cdataBlock = take_text;
  handler.internalSubset = refuse_document_type;
  handler.warning = keep_silent;
  handler.error = keep_silent;
  handler.fatalError = keep_silent;
  return handler;
}

base::Problem syntax_problem_of(xmlParserCtxt* parser, const std::string& file) {
  const auto* error = xmlCtxtGetLastError(parser);
  std::string found = "text that is not well-formed XML";
  std::int64_t line = 0;
  if (error != nullptr) {
    line = error->line;
    if (error->message != nullptr) {
      std::string message = error->message;
      while (!message.empty() && message.back() == '\n') message.pop_back();
      found = quote(message);
    }
  }
  return {"xml.syntax",
          {file, line, ""},
          found,
          "well-formed XML",
          "Fetch the file again; it may have been cut off."};
}

}  // namespace

struct XmlFeed::Parser {
  explicit Parser(XmlListener& listener) : reading{listener} {
    // Once, and before two threads have a parser each.
    [[maybe_unused]] static const bool ready = (xmlInitParser(), true);
    context.reset(xmlCreatePushParserCtxt(&handler, &reading, nullptr, 0, nullptr));
    RECANVASS_CHECK(context != nullptr);
    reading.parser = context.get();
    xmlCtxtUseOptions(context.get(), XML_PARSE_NONET | XML_PARSE_NOWARNING | XML_PARSE_NOERROR);
  }
  XmlReading reading;
  xmlSAXHandler handler = make_handler();
  std::unique_ptr<xmlParserCtxt, ParserDeleter> context;
};

XmlFeed::XmlFeed(std::string file, XmlListener& listener)
    : file_(std::move(file)), parser_(std::make_unique<Parser>(listener)) {}

XmlFeed::~XmlFeed() = default;

bool XmlFeed::feed(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size() && problems_.empty(); at += kChunk) {
    const std::string_view chunk = piece.substr(at, kChunk);
    check(xmlParseChunk(parser_->context.get(), chunk.data(), static_cast<int>(chunk.size()), 0));
  }
  return problems_.empty();
}

bool XmlFeed::finish() {
  if (problems_.empty()) check(xmlParseChunk(parser_->context.get(), nullptr, 0, 1));
  return problems_.empty();
}

bool XmlFeed::check(int fault) {
  if (parser_->reading.document_type) {
    problems_ = {base::Problem{"xml.document-type",
                               {file_, parser_->reading.stopped_line, ""},
                               "a document type (<!DOCTYPE ...>)",
                               "XML without one",
                               "Election files need none; it can hide other files or endless text. "
                               "Remove the declaration if you know the file."}};
  } else if (parser_->reading.too_deep) {
    problems_ = {base::Problem{"xml.depth",
                               {file_, parser_->reading.stopped_line, ""},
                               fmt::format("more than {} elements in each other", kXmlDepthMax),
                               "XML that is not nested so deeply",
                               "No election file is: look at where it came from."}};
  } else if (fault != 0) {
    problems_ = {syntax_problem_of(parser_->context.get(), file_)};
  }
  return problems_.empty();
}

base::Problems read_xml(std::string_view bytes, const std::string& file, XmlListener& listener) {
  XmlFeed feed(file, listener);
  if (feed.feed(bytes)) feed.finish();
  return feed.problems();
}

base::Problems read_xml(ByteSource& bytes, const std::string& file, XmlListener& listener) {
  XmlFeed feed(file, listener);
  std::string piece(kReadPiece, '\0');
  while (true) {
    const auto read = bytes.read(piece);
    if (!read) return read.problems();
    if (*read == 0) break;
    if (!feed.feed(std::string_view(piece).substr(0, *read))) return feed.problems();
  }
  feed.finish();
  return feed.problems();
}

std::string_view attribute_of(const std::vector<XmlAttribute>& attributes, std::string_view name) {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const XmlAttribute& each) { return each.name == name; });
  return found == attributes.end() ? std::string_view() : std::string_view(found->value);
}

}  // namespace recanvass::formats
