#pragma once

#include <string>
#include <string_view>

namespace attune {

// An HTML document around a body.
struct PageFrame {
  std::string title;      // foreign text
  std::string body;       // markup
  std::string_view look;  // class of the body element
  bool script = false;    // whether report.js goes with it
};

// A page that is whole in itself. Its policy allows its own style and script, by their digests,
// frames of files beside it, and nothing else: no connection, no image, no form, no other script,
// even where markup got in.
std::string framed(const PageFrame& frame);

// SHA-256 as a content policy writes it: "sha256-" and base64.
std::string policy_digest(std::string_view text);

}  // namespace attune
