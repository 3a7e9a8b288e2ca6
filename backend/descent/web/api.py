"""The routes of docs/protocol.md, "Over HTTP"."""

import re
from functools import cache
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from descent.document import parse_document
from descent.examples import Example, examples, pictures
from descent.export.safetensors import MAX_BYTES, read_safetensors, write_safetensors
from descent.limits import MAX_DOCUMENT_BYTES
from descent.problems import Problem, Refused
from descent.sessions import asking
from descent.sessions.host import Host
from descent.sessions.orders import Tensor, arrays
from descent.sessions.session import Session
from descent.sketches import Subject, sketch_of
from descent.web.body import read_body
from descent.web.languages import ENGLISH, Language, language_of
from descent.web.policy import Policy, declares
from descent.web.words import catalogue_in
from descent.wire.catalogue import catalogue
from descent.wire.events import State
from descent.wire.picture import GalleryReply
from descent.wire.replies import ExampleReply, ExampleSummary, SessionOpened, SessionReply
from descent.wire.sketch import SketchReply

router: Final = APIRouter(prefix="/api")
guarded: Final = declares(Policy.GUARDED)


def host_of(request: Request) -> Host:
    """The host that the app was made with."""
    return request.app.state.host


def session_of(request: Request, session: str) -> Session:
    """The session that a path names. Raises Refused."""
    return host_of(request).get(session)


Key = Annotated[str, Path(max_length=80)]
Card = Annotated[str, Query(max_length=40)]
Number = Annotated[float, Query(allow_inf_nan=False)]
Found = Annotated[Session, Depends(session_of)]


def _json(model: BaseModel, status: int = 200) -> Response:
    return Response(model.model_dump_json(by_alias=True), status, media_type="application/json")


@router.get("/catalogue")
@guarded
async def get_catalogue(request: Request) -> Response:
    """Every kind there is, and the limits, in the language of who asks."""
    language = language_of(request.scope)
    return _json(catalogue()) if language.tag == ENGLISH else JSONResponse(catalogue_in(language, catalogue()))


def _summary(name: str, example: Example, language: Language) -> ExampleSummary:
    def words(part: str, english: str) -> str:
        return language.words(f"example.{name}.{part}", english)

    return ExampleSummary(
        name=name,
        title=words("title", example.title),
        description=words("description", example.description),
        look_for=words("look_for", example.look_for),
        dataset=example.document.data.dataset.model_dump()["kind"],
        modality=example.document.data.dataset.modality,
        promise=language.sentence(example.promise.problem),
        **example.promise.model_dump(),
    )


@router.get("/examples")
@guarded
async def get_examples(request: Request) -> Response:
    """What the gallery shows."""
    language = language_of(request.scope)
    return JSONResponse([_summary(name, example, language).model_dump() for name, example in examples().items()])


@cache
def _gallery() -> str:
    return GalleryReply.model_validate({"pictures": pictures()}).model_dump_json(by_alias=True)


@router.get("/gallery")
@guarded
async def get_gallery() -> Response:
    """What every example learned, as a small picture."""
    return Response(_gallery(), media_type="application/json")


@router.get("/examples/{name}")
@guarded
async def get_example(request: Request, name: str) -> Response:
    """One example with its document."""
    if (example := examples().get(name)) is None:
        raise Refused(Problem(code="web.no_example", params={"name": name[:80]}))
    summary = _summary(name, example, language_of(request.scope))
    return _json(ExampleReply(**summary.model_dump(), document=example.document))


@router.post("/sketches/{key}")
@guarded
async def post_sketch(request: Request, key: Key, node: Card | None = None, value: Number | None = None) -> Response:
    """A small picture of what a control does, for the document in the body."""
    document = parse_document(await read_body(request, MAX_DOCUMENT_BYTES))
    return _json(SketchReply(sketch=sketch_of(Subject(key, document, node, value))))


@router.post("/sessions")
@guarded
async def post_session(request: Request) -> Response:
    """A new session with the document in the body."""
    document = parse_document(await read_body(request, MAX_DOCUMENT_BYTES))
    session = host_of(request).open(document)
    return _json(SessionOpened(session=session.key, document=document, revision=session.draft.revision), 201)


def _state(session: Session) -> State:
    return "failed" if session.condition == "closed" else session.condition


@router.get("/sessions/{session}")
@guarded
async def get_session(session: Found) -> Response:
    """A session as it stands."""
    return _json(
        SessionReply(
            session=session.key,
            document=session.draft.document,
            revision=session.draft.revision,
            state=_state(session),
            step=session.standing.step,
            epoch=session.standing.epoch,
        )
    )


@router.delete("/sessions/{session}")
@guarded
async def delete_session(request: Request, session: Found) -> Response:
    """Ends a session."""
    host_of(request).close(session.key)
    return Response(status_code=204)


@router.get("/sessions/{session}/weights")
@guarded
async def get_weights(session: Found) -> Response:
    """The parameters as safetensors."""
    tensors, values = await asking.parameters(session)
    data = write_safetensors(dict(arrays(tensors, values)), {"format": "pt"})
    name = re.sub(r"[^A-Za-z0-9]+", "-", session.draft.document.name).strip("-").lower() or "weights"
    headers = {"Content-Disposition": f'attachment; filename="{name}.safetensors"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.put("/sessions/{session}/weights")
@guarded
async def put_weights(request: Request, session: Found) -> Response:
    """Puts the parameters of a safetensors file in place of those there are."""
    given = read_safetensors(await read_body(request, MAX_BYTES))
    tensors = [Tensor(name=name, shape=list(values.shape)) for name, values in given.items()]
    await asking.load(session, tensors, b"".join(values.astype("<f4").tobytes() for values in given.values()))
    return Response(status_code=204)
