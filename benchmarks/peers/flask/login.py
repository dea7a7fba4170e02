"""The older service's way: Flask, SQLAlchemy over PyMySQL, requests; run by gunicorn."""

import os

import requests
from flask import Flask, jsonify, request
from sqlalchemy import Column, ForeignKey, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, scoped_session, sessionmaker

WECHAT = os.environ["WECHAT_URL"]
APP_ID = "wxbench0000000000"
SECRET = "0123456789abcdef0123456789abcdef"

app = Flask(__name__)
app.config["JSON_SORT_KEYS"] = False
engine = create_engine(os.environ["DATABASE_URL"], pool_size=16, max_overflow=16)
Session = scoped_session(sessionmaker(bind=engine))
Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column(String(64))
    age = Column(Integer)


class UserLoginMethod(Base):
    __tablename__ = "user_login_method"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("user.id"))
    login_method = Column(String(36))
    identification = Column(String(64))


@app.teardown_appcontext
def give_back(_):
    Session.remove()


def ask(path, **parameters):
    answer = requests.get(WECHAT + path, params=parameters, timeout=60)
    answer.encoding = "utf-8"
    return answer.json()


@app.post("/v1/logins")
def login():
    code = request.get_json()["credential"]["code"]
    token = ask("/sns/oauth2/access_token", appid=APP_ID, secret=SECRET, code=code, grant_type="authorization_code")
    if "errcode" in token:
        return jsonify(error="授权失败"), 401
    person = ask("/sns/userinfo", access_token=token["access_token"], openid=token["openid"])
    session = Session()
    method = (
        session.query(UserLoginMethod)
        .filter_by(login_method="WX", identification=person["unionid"])
        .first()
    )
    if method is not None:
        user = session.get(User, method.user_id)
        return jsonify(user={"id": user.id, "name": user.name, "age": user.age}, registered=False)
    user = User(name=person["nickname"])
    session.add(user)
    session.flush()
    session.add(UserLoginMethod(user_id=user.id, login_method="WX", identification=person["unionid"]))
    session.commit()
    return jsonify(user={"id": user.id, "name": user.name, "age": user.age}, registered=True), 201
