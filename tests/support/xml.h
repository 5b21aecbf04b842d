#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// A small strict reader of XML 1.0 as we write it: elements, attributes, text, the five named
// references and numeric ones. Whatever is not well-formed gives nothing.
struct XmlNode {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;  // of its own, between children
  std::vector<XmlNode> children;

  // Every descendant of that name, in order.
  [[nodiscard]] std::vector<const XmlNode*> all(std::string_view wanted) const {
    std::vector<const XmlNode*> found;
    for (const XmlNode& child : children) {
      if (child.name == wanted) found.push_back(&child);
      for (const XmlNode* deeper : child.all(wanted)) found.push_back(deeper);
    }
    return found;
  }
};

class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : rest_(text) {}

  std::optional<XmlNode> document() {
    if (!taken("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") || !characters_are_legal())
      return std::nullopt;
    std::optional<XmlNode> root = element();
    return root && blank_left() ? root : std::nullopt;
  }

 private:
  bool taken(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  void skip_blanks() {
    while (!rest_.empty() && std::string_view(" \n\t\r").find(rest_.front()) != std::string::npos)
      rest_.remove_prefix(1);
  }

  bool blank_left() {
    skip_blanks();
    return rest_.empty();
  }

  // XML 1.0, section 2.2, on the bytes of well-formed UTF-8.
  [[nodiscard]] bool characters_are_legal() const {
    for (std::size_t at = 0; at < rest_.size();) {
      const auto lead = static_cast<unsigned char>(rest_[at]);
      const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || at + size > rest_.size()) return false;
      std::uint32_t code = size == 1 ? lead : lead & (0x7FU >> size);
      for (std::size_t i = 1; i < size; ++i) {
        const auto next = static_cast<unsigned char>(rest_[at + i]);
        if ((next & 0xC0U) != 0x80U) return false;
        code = (code << 6U) | (next & 0x3FU);
      }
      const bool control = code < 0x20 && code != 9 && code != 10 && code != 13;
      if (control || (code >= 0xD800 && code <= 0xDFFF) || code == 0xFFFE || code == 0xFFFF)
        return false;
      at += size;
    }
    return true;
  }

  std::string name() {
    std::size_t size = 0;
    while (size < rest_.size() &&
           (std::isalnum(static_cast<unsigned char>(rest_[size])) != 0 || rest_[size] == '-'))
      ++size;
    std::string word(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return word;
  }

  // Text up to `end`, references resolved; nothing where a bare '<', '&' or "]]>" stands in it.
  std::optional<std::string> text_until(char end) {
    static const std::map<std::string_view, char> kNamed = {
        {"&amp;", '&'},  {"&lt;", '<'},  {"&gt;", '>'},   {"&quot;", '"'}, {"&apos;", '\''},
        {"&#39;", '\''}, {"&#9;", '\t'}, {"&#10;", '\n'}, {"&#13;", '\r'}};
    std::string text;
    while (!rest_.empty() && rest_.front() != end) {
      if (rest_.front() == '<' || rest_.starts_with("]]>")) return std::nullopt;
      if (rest_.front() != '&') {
        text += rest_.front();
        rest_.remove_prefix(1);
        continue;
      }
      const auto named = kNamed.find(rest_.substr(0, rest_.find(';') + 1));
      if (named == kNamed.end()) return std::nullopt;
      text += named->second;
      rest_.remove_prefix(named->first.size());
    }
    if (rest_.empty()) return std::nullopt;
    return text;
  }

  bool attribute(XmlNode& node) {
    const std::string key = name();
    if (key.empty() || !taken("=\"")) return false;
    const auto value = text_until('"');
    return value && taken("\"") && node.attributes.emplace(key, *value).second;
  }

  std::optional<XmlNode> element() {
    if (!taken("<")) return std::nullopt;
    XmlNode node{.name = name()};
    if (node.name.empty()) return std::nullopt;
    while (taken(" ")) {
      if (!attribute(node)) return std::nullopt;
    }
    if (taken("/>")) return node;
    return taken(">") ? content(std::move(node)) : std::nullopt;
  }

  std::optional<XmlNode> content(XmlNode node) {
    while (true) {
      const auto text = text_until('<');
      if (!text) return std::nullopt;
      node.text += *text;
      if (rest_.starts_with("</"))
        return taken("</" + node.name + ">") ? std::optional(std::move(node)) : std::nullopt;
      std::optional<XmlNode> child = element();
      if (!child) return std::nullopt;
      node.children.push_back(*std::move(child));
    }
  }

  std::string_view rest_;
};

inline std::optional<XmlNode> parse_xml(std::string_view text) {
  return XmlReader(text).document();
}

}  // namespace attune
